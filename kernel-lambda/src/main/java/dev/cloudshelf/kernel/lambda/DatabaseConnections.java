package dev.cloudshelf.kernel.lambda;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.nio.AbstractNioChannel.NioUnsafe;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.arc.Unremovable;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The open database connections of a function, known one by one so that they can be cut. The pool
 * by itself closes idle ones by a timer, and waits for the server to agree, which may be dead.
 */
@Unremovable
@Singleton
@IfBuildProperty(name = "quarkus.datasource.db-kind", stringValue = "postgresql")
class DatabaseConnections implements Perishable {

    private static final int BEFORE_ANYBODY_CONNECTS = 1;

    /** The server says why it goes, and closes. */
    private static final int NEWS = 2;

    /** Of the event loop. A pool has been seen to need two until it knows that one is closed. */
    private static final int TURNS_MAX = 100;

    private final Pool pool;
    private final Set<ChannelHandlerContext> open = ConcurrentHashMap.newKeySet();

    /** Of the connections; null until there was one. */
    private volatile @Nullable EventExecutor loop;

    @Inject
    DatabaseConnections(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes @Priority(BEFORE_ANYBODY_CONNECTS) StartupEvent start) {
        watch();
    }

    @SuppressWarnings("deprecation") // Its successor is set where a pool is made, and Quarkus does.
    void watch() {
        pool.connectHandler(this::opened);
    }

    private void opened(SqlConnection connection) {
        ChannelHandlerContext channel = channel(connection);
        loop = channel.executor();
        open.add(channel);
        channel.channel().closeFuture().addListener(closed -> open.remove(channel));
        // It was only lent by the pool.
        connection.close();
    }

    /** The pool's connection is one around the socket's own. */
    static ChannelHandlerContext channel(SqlConnection connection) {
        return ((SocketConnectionBase) ((SqlConnectionInternal) connection).unwrap().unwrap())
                .socket()
                .channelHandlerContext();
    }

    @Override
    public Uni<Void> discard() {
        return eachOpen(this::cut);
    }

    /**
     * A request may be with the event loop before what the sockets have to say, and would be given
     * a connection that its server closed meanwhile.
     */
    @Override
    public Uni<Void> notice() {
        return eachOpen(this::read);
    }

    /**
     * @return when the pool has let go of what is closed: also of a connection of which the event
     *     loop has just heard, so that it is not among the open ones any more
     */
    private Uni<Void> eachOpen(Function<ChannelHandlerContext, Future<Void>> action) {
        return Uni.createFrom()
                .emitter(emitter -> {
                    Promise<Void> gone = Promise.promise();
                    gone.future().onComplete(done -> emitter.complete(null));
                    Future.join(open.stream().map(action).toList())
                            .onComplete(done -> await(TURNS_MAX, gone));
                });
    }

    /** Nothing, when all is well: a database speaks when it is spoken to. */
    private Future<Void> read(ChannelHandlerContext channel) {
        Promise<Void> known = Promise.promise();
        channel.executor()
                .execute(() -> {
                    for (int i = 0; i < NEWS && channel.channel().isOpen(); i++) {
                        if (channel.channel().unsafe() instanceof NioUnsafe socket) {
                            socket.read();
                        }
                    }
                    known.complete();
                });
        return known.future();
    }

    /**
     * Only this end, so that it takes no answer: from the pipeline's first handler on, because
     * those behind it would say goodbye and wait to hear the same.
     */
    private Future<Void> cut(ChannelHandlerContext channel) {
        Promise<Void> closed = Promise.promise();
        channel.pipeline().firstContext().close().addListener(done -> closed.complete());
        return closed.future();
    }

    private void await(int turns, Promise<Void> gone) {
        EventExecutor executor = loop;
        if (executor == null || pool.size() <= open.size() || turns == 0) {
            gone.complete();
        } else {
            executor.execute(() -> await(turns - 1, gone));
        }
    }
}
