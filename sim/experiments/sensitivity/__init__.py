"""Which number to go and measure: how much of what is unsure about results comes from which input."""
