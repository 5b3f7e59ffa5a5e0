"""What a candidate has drawn, computed, listed, walked and said: one answer for every part."""
