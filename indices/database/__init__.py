"""The only room that imports SQLAlchemy: tables, migrations, one writer and one reader."""
