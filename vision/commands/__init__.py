"""The command line's sub-commands, one module each: `add_parser(subparsers)` declares it and names what runs."""
