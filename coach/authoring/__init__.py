"""What authors of prompts run: is a prompt whole and true, and does it play as it says."""
