"""The pages, one module for each subject; each lists its handlers for web/app.py."""
