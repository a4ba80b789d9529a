"""What the commands read and print in a terminal."""
