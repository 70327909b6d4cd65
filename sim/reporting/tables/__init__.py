"""What a report tells as tables of numbers: made once, written as HTML and as Excel sheets."""
