"""Boards: the candidate's text documents, each parsed, checked, drawn and exported. Pure."""
