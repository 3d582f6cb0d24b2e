"""Reading and writing of files; no other folder but the command line touches any."""
