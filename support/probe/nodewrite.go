package probe

import (
	"context"
	"encoding/json"
)

// NodeWrite puts a file on a node, through the observer. Its folder must be there.
func (s *Scene) NodeWrite(ctx context.Context, node, path, content string) error {
	var answer json.RawMessage
	return s.observe(ctx, node, &answer, "write", path, content)
}

// NodeMkdir makes a folder on a node with the folders above it.
func (s *Scene) NodeMkdir(ctx context.Context, node, path, mode string) error {
	var answer json.RawMessage
	return s.observe(ctx, node, &answer, "mkdir", path, mode)
}
