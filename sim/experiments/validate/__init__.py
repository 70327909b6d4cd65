"""Published natural experiments emulated and judged: what the model says where somebody has looked."""
