"""What is wrong in a data directory, and how its vectors come back.

One way through: :mod:`inspection` finds damaged indexes, :mod:`set_aside` moves them away with a copy of
Chroma's log, :mod:`vector_history` says what was each record's last vector, :mod:`rebuilding` gives them back
to Chroma. Nothing is deleted. Everything here needs the directory's lock, and Chroma closed.
"""
