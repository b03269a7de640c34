package ops_test

import (
	"context"
	"fmt"
	"html"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/text"
	"github.com/streamgage/streamgage/flow/web"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// appendFile appends text to a file.
func appendFile(t *testing.T, path, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	check.NoError(t, err)
	_, err = f.WriteString(text)
	check.NoError(t, err)
	check.NoError(t, f.Close())
}

var quickPoll = ops.SourceOptions(text.Poll(time.Millisecond))

// followRows runs d, and calls changes[n] when n rows have come. It stops when there are no more changes, and returns the
// rows as text and the error of Run.
func followRows(t *testing.T, d ops.DataFrame, changes map[int]func(), last int) ([]string, error) {
	t.Helper()
	check.NoError(t, d.Err())
	var rows []string
	flow.Sink(d, func(_ context.Context, f frame.Frame) error {
		for i := range f.Len() {
			row := ""
			for col := range f.NumCols() {
				row += string(f.AppendCell(nil, col, i)) + " "
			}
			rows = append(rows, row[:len(row)-1])
			if change := changes[len(rows)]; change != nil {
				change()
			}
			if len(rows) == last {
				flow.Stop(d)
			}
		}
		return nil
	})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	err := flow.Run(ctx, d)
	return rows, err
}

// A file that grows, is replaced by one with its columns in another order, and is truncated.
func TestFollowCSV(t *testing.T) {
	path := filepath.Join(t.TempDir(), "river.csv")
	appendFile(t, path, "level,n,gauge\n1.5,1,a\n2.5,2,b\n")
	d := ops.FollowCSV(path, ops.CSV(frame.CSVIndex("n")), ops.BatchEvery(5*time.Millisecond), quickPoll)
	if got := d.Example().Schema().String(); got != "n int64 (index), level float64, gauge string" {
		t.Errorf("got %s", got)
	}
	rows, err := followRows(t, d, map[int]func(){
		2: func() { appendFile(t, path, "3.5,3,c\n4.5,") },
		3: func() { appendFile(t, path, "4,d\n") },
		4: func() {
			check.NoError(t, os.Rename(path, path+".1"))
			appendFile(t, path, "n,gauge,level\n5,e,5.5\n")
		},
		5: func() { check.NoError(t, os.WriteFile(path, []byte("n,gauge,level\n6,f,6\n"), 0o600)) },
	}, 6)
	check.NoError(t, err)
	check.Values(t, rows, "1 1.5 a", "2 2.5 b", "3 3.5 c", "4 4.5 d", "5 5.5 e", "6 6 f")
}

func TestFollowJSON(t *testing.T) {
	path := filepath.Join(t.TempDir(), "app.log")
	appendFile(t, path, `{"n":1,"pos":{"lat":1.5}}`+"\n"+`{"n":2,"msg":"b"}`+"\n")
	var bad atomic.Int64
	d := ops.FollowJSON(path, ops.JSON(frame.JSONIndex("n")), ops.EachElement(), ops.BadLines(ops.CountBadLines(&bad)), quickPoll)
	rows, err := followRows(t, d, map[int]func(){2: func() { appendFile(t, path, "{\"n\":3,\"x\":1}\n{\"n\":\n{\"n\":5}\n") }}, 3)
	check.NoError(t, err)
	check.Values(t, rows, "1 1.5 ", "2  b", "5  ")
	if bad.Load() != 2 {
		t.Errorf("counted %d bad lines, want 2", bad.Load())
	}
}

// An error names the file, and the line in it, also after the file was replaced. The rows before it are not lost.
func TestFollowNamesTheLine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "river.csv")
	appendFile(t, path, "n,level\n1,1\n2,2\n")
	d := ops.FollowCSV(path, ops.BatchEvery(5*time.Millisecond), quickPoll)
	rows, err := followRows(t, d, map[int]func(){2: func() {
		check.NoError(t, os.Rename(path, path+".1"))
		appendFile(t, path, "n,level\n3,3\n4,x\n5,5\n")
	}}, 10)
	check.Error(t, err, frame.ErrValue, `node "decode river.csv": ops.FollowCSV: `+path, `line 3, column "level" must be int64, got "x"`)
	check.Values(t, rows, "1 1", "2 2", "3 3")
}

// The columns can be set, and the file may come later. FromEnd skips the rows that are there, but not their header.
func TestFollowWithSchema(t *testing.T) {
	path := filepath.Join(t.TempDir(), "river.csv")
	schema := ops.CSV(frame.CSVSchema(gaugeRows.Schema()))
	d := ops.FollowCSV(path, schema, ops.EachElement(), quickPoll)
	time.AfterFunc(5*time.Millisecond, func() { appendFile(t, path, "gauge;n;level\na;1;2\n") })
	rows, err := followRows(t, d, nil, 1)
	check.NoError(t, err)
	check.Values(t, rows, "1 2 a")

	d = ops.FollowCSV(path, schema, ops.EachElement(), quickPoll, ops.SourceOptions(text.FromEnd()))
	time.AfterFunc(50*time.Millisecond, func() { appendFile(t, path, "b;2;3\n") })
	rows, err = followRows(t, d, nil, 1)
	check.NoError(t, err)
	check.Values(t, rows, "2 3 b")
}

func TestFollowBuildErrors(t *testing.T) {
	dir := t.TempDir()
	missing := filepath.Join(dir, "missing.csv")
	check.Error(t, ops.FollowCSV(missing).Err(), fs.ErrNotExist, "ops.FollowCSV: ", "CSVSchema", missing)
	check.Error(t, ops.FollowJSON(missing).Err(), fs.ErrNotExist, "ops.FollowJSON: ", "JSONSchema", missing)
	check.Error(t, flow.Run(t.Context(), ops.FollowCSV(missing)), fs.ErrNotExist)
	check.Error(t, ops.FollowCSV(dir).Err(), text.ErrNotRegular, dir)
	header := filepath.Join(dir, "header.csv")
	appendFile(t, header, "a,b\n")
	check.Error(t, ops.FollowCSV(header).Err(), frame.ErrType, header, `column "a"`)
	check.NoError(t, ops.FollowCSV(header, ops.CSV(frame.CSVTypes(map[string]frame.Type{"a": frame.String, "b": frame.Time}))).Err())
	empty := filepath.Join(dir, "empty.csv")
	appendFile(t, empty, "")
	check.Error(t, ops.FollowCSV(empty).Err(), frame.ErrEmpty, empty)
	check.Error(t, ops.FollowJSON(empty).Err(), frame.ErrEmpty, empty)
}

// A file is followed on a virtual clock too: its polls take no time that passes.
func TestFollowOnVirtualClock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "river.csv")
	appendFile(t, path, "n,level\n1,1\n2,2\n3,3\n")
	clock := flow.Virtual(day)
	d := ops.FollowCSV(path, ops.BatchRows(2), ops.SourceOptions(flow.WithClock(clock), flow.For(time.Hour)))
	rows, err := followRows(t, d, nil, 10)
	check.NoError(t, err)
	check.Values(t, rows, "1 1", "2 2", "3 3")
	if passed := clock.Now().Sub(day); passed != time.Hour {
		t.Errorf("%v passed, want an hour", passed)
	}
}

// The lines of several clients are numbered as they come.
func TestDecodeTCP(t *testing.T) {
	addr := make(chan net.Addr, 1)
	lines := text.TCP("127.0.0.1:0", text.Listening(func(a net.Addr) { addr <- a }))
	var bad atomic.Int64
	d := ops.Decode(lines, levelsCSV, ops.EachElement(), ops.BadLines(ops.CountBadLines(&bad)))
	out := collect(d)
	go func() {
		defer flow.Stop(d)
		to := (<-addr).String()
		for i := range 3 {
			conn, err := net.Dial("tcp", to)
			if err != nil {
				t.Error(err)
				return
			}
			fmt.Fprintf(conn, "n,level,gauge\n%d,1,a\nx\n", i)
			conn.Close()
		}
		check.Eventually(t, "all lines", func() bool { return bad.Load() == 3 })
	}()
	check.NoError(t, flow.Run(t.Context(), d))
	if len(out.got) != 3 {
		t.Errorf("got %d rows, want 3", len(out.got))
	}
}

// A request whose body cannot be decoded gets the error as its response.
func TestDecodeHTTP(t *testing.T) {
	src := flow.NewSource[[]byte]()
	d := ops.Decode(src, levelsJSON, ops.EachElement())
	out := collect(d)
	h := web.Posts(src)
	post := func(body string) string {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body)))
		return fmt.Sprint(w.Code, " ", html.UnescapeString(strings.TrimSpace(w.Body.String())))
	}
	check.Values(t, []string{post(`[{"n":1},{"n":2}]`), post("{\"n\":3}\n{\"n\":\"x\"}"), post(`{"n":5}`)}, "204 ",
		`500 flow: node "decode JSON": ops.Decode: element 2: value not allowed: line 2, column "n" must be int64, got "x"`, "204 ")
	check.NoError(t, src.Close(t.Context()))
	check.Values(t, nsOf(t, out.got), "[1 2]", "[3]", "[5]")
}

// The lines of a process.
func TestDecodeProcess(t *testing.T) {
	if _, err := exec.LookPath("printf"); err != nil {
		t.Skip(err)
	}
	d := ops.Decode(text.Process(exec.Command("printf", `n,level,gauge\n1,1,a\n2,2,b\n`)), levelsCSV)
	out := collect(d)
	check.NoError(t, flow.Run(t.Context(), d))
	check.Values(t, nsOf(t, out.got), "[1 2]")
}

// A program that imports ops links no HTTP and no WebSocket.
func TestFeedsLinkNoHTTP(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	check.NoError(t, err)
	for _, p := range strings.Fields(string(out)) {
		if p == "net/http" || strings.Contains(p, "websocket") {
			t.Errorf("ops imports %s", p)
		}
	}
}
