"""What is kept, table by table, in statements that both databases understand."""
