"""The printing room: reports that take a while, made by a process of their own, kept for a day."""
