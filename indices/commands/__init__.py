"""The commands of `python -m indices`, one module each; heavy imports happen inside."""
