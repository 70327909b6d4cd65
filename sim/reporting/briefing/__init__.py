"""The briefing: two to six pages in Word for whoever decides, of a run, a comparison or a sweep."""
