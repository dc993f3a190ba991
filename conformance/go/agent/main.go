// The Go SDK as an agent of benchmarks/chaos: it calls, checks that each answer is its own, and when
// its server goes away it starts it again. It ends with its standard input, and then prints one line
// of JSON about itself.
//
//	go-agent NAME [PAUSE_MILLIS]
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

const patience = time.Minute

type told struct {
	Name     string   `json:"name"`
	Calls    int      `json:"calls"`
	Right    int      `json:"right"`
	Lost     int      `json:"lost"`
	Broken   int      `json:"broken"`
	Connects int      `json:"connects"`
	Wrong    []string `json:"wrong"`
}

func main() {
	agent := told{Name: os.Args[1], Wrong: []string{}}
	pause := 20
	if len(os.Args) > 2 {
		pause, _ = strconv.Atoi(os.Args[2])
	}
	var ended atomic.Bool
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		ended.Store(true)
	}()
	for !ended.Load() {
		if !agent.session(&ended, time.Duration(pause)*time.Millisecond) {
			time.Sleep(200 * time.Millisecond)
		}
	}
	line, _ := json.Marshal(agent)
	fmt.Println(string(line))
}

func (a *told) session(ended *atomic.Bool, pause time.Duration) bool {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	client := mcp.NewClient(&mcp.Implementation{Name: a.Name, Version: "1.0.0"}, nil)
	transport := &mcp.CommandTransport{Command: exec.Command(os.Getenv("HQE_AGENT_SERVER"))}
	session, err := client.Connect(ctx, transport, nil)
	if err != nil {
		return false
	}
	defer session.Close()
	a.Connects++
	for !ended.Load() && a.turn(session) {
		time.Sleep(pause)
	}
	return true
}

func (a *told) turn(session *mcp.ClientSession) bool {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	a.Calls++
	mark := fmt.Sprintf("%s-%d", a.Name, a.Calls)
	call := &mcp.CallToolParams{
		Name:      "code_audit.find_secrets",
		Arguments: map[string]any{"path": mark, "text": "AWS_KEY=AKIA2345ABCD2345ABCD"},
	}
	if a.Calls%3 == 0 {
		call = &mcp.CallToolParams{Name: "notes.echo", Arguments: map[string]any{"message": mark}}
	}
	result, err := session.CallTool(ctx, call)
	var refused *jsonrpc.Error
	switch {
	case err == nil:
		a.judge(mark, result)
		return true
	case errors.As(err, &refused) && refused.Code == jsonrpc.CodeInternalError:
		a.Lost++
		return true
	case ctx.Err() != nil:
		a.Wrong = append(a.Wrong, mark+": no answer")
	default:
		a.Broken++
	}
	return false
}

func (a *told) judge(mark string, result *mcp.CallToolResult) {
	text := ""
	for _, each := range result.Content {
		if piece, ok := each.(*mcp.TextContent); ok {
			text += piece.Text
		}
	}
	switch {
	case strings.Contains(text, mark+".") || strings.Contains(text, mark+"\""):
		a.Right++
	case result.IsError:
		a.Lost++
	default:
		a.Wrong = append(a.Wrong, fmt.Sprintf("%s: %.300s", mark, text))
	}
}
