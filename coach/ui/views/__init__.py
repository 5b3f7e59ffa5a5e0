"""What the screens say, as rows: pure functions of the state that know nothing of Textual."""
