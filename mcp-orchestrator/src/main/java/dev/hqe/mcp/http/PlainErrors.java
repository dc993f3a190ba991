package dev.hqe.mcp.http;

import dev.hqe.mcp.internal.protocol.MessageText;
import dev.hqe.mcp.internal.protocol.RpcError;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// What a client is told when its request could not be read as HTTP: a JSON-RPC error with the
/// status in words, and nothing of our inside.
final class PlainErrors implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        String message = status < 500 ? HttpStatus.getMessage(status) : "Internal error";
        int code = status < 500 ? RpcError.INVALID_REQUEST : RpcError.INTERNAL_ERROR;
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        byte[] body = MessageText.error(Optional.empty(), new RpcError(code, message));
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
