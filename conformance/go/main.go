// The Go SDK: started with the version that it is to speak.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"time"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// withKey adds the API key to every request.
type withKey struct{ key string }

func (w withKey) RoundTrip(request *http.Request) (*http.Response, error) {
	request = request.Clone(request.Context())
	request.Header.Set("Authorization", "Bearer "+w.key)
	return http.DefaultTransport.RoundTrip(request)
}

func transport() mcp.Transport {
	url := os.Getenv("HQE_CONFORMANCE_URL")
	if url == "" {
		return &mcp.CommandTransport{Command: exec.Command(os.Getenv("HQE_CONFORMANCE_SERVER"))}
	}
	client := http.DefaultClient
	if key := os.Getenv("HQE_CONFORMANCE_KEY"); key != "" {
		client = &http.Client{Transport: withKey{key}}
	}
	return &mcp.StreamableClientTransport{Endpoint: url, HTTPClient: client}
}

func main() {
	done, err := exercise(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(done)
}

func exercise(version string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	client := mcp.NewClient(&mcp.Implementation{Name: "conformance-go", Version: "1.0.0"}, nil)
	session, err := client.Connect(ctx, transport(), &mcp.ClientSessionOptions{ProtocolVersion: version})
	if err != nil {
		return "", err
	}
	defer session.Close()
	if spoken := session.InitializeResult().ProtocolVersion; spoken != version {
		return "", fmt.Errorf("spoke %s instead of %s", spoken, version)
	}

	tool := os.Getenv("HQE_MCP_TOOL")
	tools, found := 0, false
	for each, err := range session.Tools(ctx, nil) {
		if err != nil {
			return "", err
		}
		tools++
		found = found || each.Name == tool
	}
	if !found {
		return "", fmt.Errorf("%s is not among the %d tools listed", tool, tools)
	}
	arguments := json.RawMessage(os.Getenv("HQE_MCP_ARGUMENTS"))
	result, err := session.CallTool(ctx, &mcp.CallToolParams{Name: tool, Arguments: arguments})
	if err != nil {
		return "", err
	}
	if result.IsError || len(result.Content) == 0 {
		return "", fmt.Errorf("%s answered %v", tool, result)
	}
	_, err = session.CallTool(ctx, &mcp.CallToolParams{Name: "no_such.tool"})
	var refused *jsonrpc.Error
	if !errors.As(err, &refused) || refused.Code != jsonrpc.CodeInvalidParams {
		return "", fmt.Errorf("an unknown tool was not refused with -32602: %v", err)
	}

	resources, err := session.ListResources(ctx, nil)
	if err != nil || len(resources.Resources) == 0 {
		return "", fmt.Errorf("no resources listed: %v", err)
	}
	uri := resources.Resources[0].URI
	resource, err := session.ReadResource(ctx, &mcp.ReadResourceParams{URI: uri})
	if err != nil || len(resource.Contents) == 0 {
		return "", fmt.Errorf("%s could not be read: %v", uri, err)
	}
	prompts, err := session.ListPrompts(ctx, nil)
	if err != nil || len(prompts.Prompts) == 0 {
		return "", fmt.Errorf("no prompts listed: %v", err)
	}
	name := plainPrompt(prompts.Prompts)
	prompt, err := session.GetPrompt(ctx, &mcp.GetPromptParams{Name: name})
	if err != nil || len(prompt.Messages) == 0 {
		return "", fmt.Errorf("%s could not be had: %v", name, err)
	}
	return fmt.Sprintf("%s, %d tools listed, %s called, unknown tool refused, %s read, %s had",
		version, tools, tool, uri, name), nil
}

// plainPrompt is the first prompt that needs no arguments.
func plainPrompt(prompts []*mcp.Prompt) string {
	for _, prompt := range prompts {
		if !slices.ContainsFunc(prompt.Arguments, func(a *mcp.PromptArgument) bool { return a.Required }) {
			return prompt.Name
		}
	}
	return ""
}
