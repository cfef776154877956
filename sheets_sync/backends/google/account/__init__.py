"""The account that the tool works with: where its credentials are found, and which are refused."""
