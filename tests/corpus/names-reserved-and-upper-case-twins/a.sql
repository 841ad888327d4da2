CREATE TABLE "Order" (id integer);
CREATE TABLE "order" (id integer);
