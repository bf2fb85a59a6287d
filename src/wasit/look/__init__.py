"""The look: base pages, parts, tokens and template tags that every other room builds its pages from."""
