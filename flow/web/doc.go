// Package web connects graphs with HTTP and WebSocket. Elements are request bodies and messages, of type []byte.
//
//	in := flow.NewSource[[]byte]()
//	out := flow.To(flow.TryMap(in, answer), web.Broadcast(web.Text()))
//	http.Handle("/in", web.Posts(in))
//	http.Handle("/out", out)
//
// Posts and Sockets make HTTP handlers that emit to a source of the program. Serve and Socket make sources that Run
// drives: Serve is a server, and Socket is a client. ToSocket and Broadcast make receivers for flow.To.
//
// Requests from pages of other sites are rejected (same-origin policy), unless Origins allows them. Clients that are
// not browsers send no origin and are accepted. The size of requests and messages and the number of clients are
// limited.
//
// All options have the same type. Serve and Socket also accept the options of flow: SourceName, WithClock, Limit, For,
// Drain. A virtual clock does not wait for the network: while a source waits for it, virtual time passes. So a source
// with For may end immediately. The time limits of this package are in real time.
package web
