"""The Python half of the addon, embedded into it at build time (see cmake/embed_python.cmake).

The modules depend only on the standard library of CPython 3.10 and on each other, so that they can be tested
without the addon. ``_stemma_native`` exists only inside the addon.
"""
