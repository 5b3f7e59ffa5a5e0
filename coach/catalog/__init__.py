"""Workflows and prompts: their models, where they are found, what is wrong with them."""
