"""Load and failure arithmetic on a drawn design: what breaks first, what a failure costs."""
