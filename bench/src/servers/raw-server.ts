import { serveRooms } from "./room-server.ts";

/** Raw Socket.IO: nothing is stored. */
serveRooms({ keep: () => ({ id: 0 }) });
