"""What the proof rests on, written so that others can check it."""
