"""One short function a command: arguments in, one call down, text out; heavy imports inside functions only."""
