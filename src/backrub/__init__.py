"""Help one person give another a back rub that both of them love."""

__version__ = "0.1.0"
