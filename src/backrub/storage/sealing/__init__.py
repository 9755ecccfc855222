"""What is private lies sealed on the disk: a key for each person, wrapped by the key of the house."""
