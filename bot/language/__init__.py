"""What words are, and how common they are in English."""
