"""The workbench: a visitor's file and slow work, in processes of their own with a time and a memory limit."""
