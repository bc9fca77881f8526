"""Version control for the Node process: doltlite as a database, and Chroma's records read and hashed.

Each public function is one call across the boundary, plain data in and out.
"""
