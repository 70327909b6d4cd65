"""What a back-test says to people: text, data and plot."""
