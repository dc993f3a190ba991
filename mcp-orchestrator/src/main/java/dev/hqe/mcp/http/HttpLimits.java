package dev.hqe.mcp.http;

import dev.hqe.mcp.McpException;
import java.time.Duration;

/// The bounds of an HTTP server, over all its clients.
///
/// @param connections open sockets; at this number no more are accepted until one closes
/// @param requests requests that have no answer yet; more get status 503
/// @param streams open event streams, counted among the requests as well
/// @param bodyBytes the largest body; a larger one gets status 413
/// @param bodiesBytes bodies held at one time; what would not fit gets status 503
/// @param streamBytes what one event stream may have waiting to be read
/// @param replayBytes what all legacy sessions together keep of events that may be asked for again;
///   one stream keeps a sixteenth at most
/// @param sessions legacy sessions; at this number the one that was idle longest makes room if it
///   has been idle for a minute, else status 503
/// @param sessionIdle after how long without any request or stream a legacy session ends
/// @param headTime how long a request's head may take to come in
/// @param bodyTime how long its body may take
/// @param idle how long a connection may be silent
/// @param keepAlive how often an otherwise silent stream says something, so that nobody between the
///   two ends takes it for dead; less than `idle`
/// @param stopGrace how long calls may go on after the server was told to stop
public record HttpLimits(
        int connections,
        int requests,
        int streams,
        int bodyBytes,
        long bodiesBytes,
        int streamBytes,
        int replayBytes,
        int sessions,
        Duration sessionIdle,
        Duration headTime,
        Duration bodyTime,
        Duration idle,
        Duration keepAlive,
        Duration stopGrace) {

    /// 1024 connections, 512 requests, 256 streams; 16 MiB a body, 64 MiB of bodies, 1 MiB waiting
    /// on a stream, 32 MiB kept for replay; 256 sessions for 30 minutes; 10 s for a head, 60 s for
    /// a body, 60 s of silence, a sign of life every 15 s, 5 s to stop.
    public static final HttpLimits DEFAULT =
            new HttpLimits(
                    1024,
                    512,
                    256,
                    16 << 20,
                    64 << 20,
                    1 << 20,
                    32 << 20,
                    256,
                    Duration.ofMinutes(30),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(5));

    public HttpLimits {
        if (connections < 1
                || requests < 1
                || streams < 1
                || bodyBytes < 256
                || bodiesBytes < bodyBytes
                || streamBytes < 1024
                || replayBytes < 0
                || sessions < 1
                || !sessionIdle.isPositive()
                || !headTime.isPositive()
                || !bodyTime.isPositive()
                || keepAlive.compareTo(idle) >= 0
                || !keepAlive.isPositive()
                || stopGrace.isNegative()) {
            throw new McpException(
                    "HTTP limits must be positive, bodiesBytes at least bodyBytes and keepAlive"
                            + " less than idle");
        }
    }
}
