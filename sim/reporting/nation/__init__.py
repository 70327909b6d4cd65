"""What a run of the nation says: its folder as text and plot; nothing here runs a model."""
