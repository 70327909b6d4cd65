"""What a validation says to people: table and score on the terminal, forest plot."""
