/** Keep this page between evenings for a time without a connection, once it was seen with one. */

import { keepForLater } from "./offline.js";

keepForLater(location.pathname + location.search);
