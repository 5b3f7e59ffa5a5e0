"""The language of system-design interviews: words, stems, meanings, and what a sentence holds."""
