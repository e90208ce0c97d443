"""What learned networks see: people, things with names, hands, bodies, faces in points. Each asks one of the shelf."""
