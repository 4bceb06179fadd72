"""Runs LocalStack without Docker: its Lambda functions are handed to Sluice's Lambda host."""
