"""The papers of study tours: what the register and the figures say, written for the office."""
