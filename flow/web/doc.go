// Package web has the ends of pipelines that speak HTTP and WebSocket. Elements are bodies and messages: []byte.
//
//	in := flow.NewSource[[]byte]()
//	out := flow.To(flow.TryMap(in, answer), web.Broadcast(web.Text()))
//	http.Handle("/in", web.Posts(in))
//	http.Handle("/out", out)
//
// Posts and Sockets are handlers that feed a source of the program's; Serve and Socket are sources that Run drives, a
// server of its own and a client. ToSocket and Broadcast are receivers, for flow.To.
//
// Requests of other sites' pages are refused (same origin) unless Origins allows them; clients that are not browsers send
// no origin, and are served. Sizes and numbers of what others may send and open are limited.
//
// All options are of one type. Serve and Socket take flow's too: SourceName, WithClock, Limit, For, Drain. What waits for
// the network does not hold up a virtual clock: time goes on meanwhile, so For may be over at once. The limits of time in
// this package are of real time.
package web
