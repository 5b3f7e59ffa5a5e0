"""The api board: interfaces as people write them on a whiteboard, read, judged, drawn, exported."""
