"""Invented receivers and givers, of other families than any learner; they rank rules and prove nothing of people."""
