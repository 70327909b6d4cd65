"""Several scenarios side by side: text, data and plots of the folder that a comparison wrote. Reads files only."""
