"""What people write about study tours: the routes behind the pages `/tours` and `/tours/tour`."""

from layouts.tours.routes import register_tours

__all__ = ["register_tours"]
