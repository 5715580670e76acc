# operations: the cluster's own jobs; the argument says which.
ARG NODE_IMAGE=node:24.11.1-bookworm-slim

FROM ${NODE_IMAGE} AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY common/package.json common/
COPY auth/package.json auth/
COPY tickets/package.json tickets/
COPY orders/package.json orders/
COPY payments/package.json payments/
COPY realtime/package.json realtime/
COPY notifications/package.json notifications/
COPY client/package.json client/
COPY local/package.json local/
COPY operations/package.json operations/
COPY e2e/package.json e2e/
COPY bench/package.json bench/

# Of local the commands need what has no dependencies but these; all of local is a marketplace.
FROM manifests AS build
RUN npm ci --ignore-scripts --no-audit --no-fund --include-workspace-root -w common -w orders -w payments \
 && ln -s ../../local node_modules/@marquee/local
COPY tsconfig.base.json ./
# Folder by folder: its Jobs cannot be changed once they are there, so a change elsewhere must not
# make another image.
COPY common common
COPY orders orders
COPY payments payments
COPY local/tsconfig.image.json local/
COPY local/src/secrets.ts local/src/sandbox-address-file.ts local/src/
COPY local/src/seed local/src/seed
COPY local/src/operator-command local/src/operator-command
COPY local/src/outbox-command local/src/outbox-command
COPY local/src/refund-command local/src/refund-command
COPY local/src/ledger-command local/src/ledger-command
COPY operations operations
RUN npx tsc -b operations/tsconfig.image.json && find */dist -name '*.tsbuildinfo' -delete

FROM manifests AS dependencies
RUN npm ci --ignore-scripts --no-audit --no-fund --omit=dev -w common -w orders -w payments \
 && ln -s ../../local node_modules/@marquee/local \
 && rm package-lock.json && find node_modules -type f \
      \( -name '*.ts' -o -name '*.[cm]ts' -o -name '*.map' -o -name '*.md' \) -delete \
 && find node_modules/@opentelemetry -type d \( -name esm -o -name esnext \) -prune -exec rm -r {} +

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="marquee-operations" \
      org.opencontainers.image.source="https://github.com/marquee/marquee" \
      org.opencontainers.image.licenses="MIT"
# Nothing is installed in here any more.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn*
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app ./
COPY --from=build /app/common/dist common/dist
COPY --from=build /app/orders/dist/src orders/dist/src
COPY --from=build /app/payments/dist/src payments/dist/src
COPY --from=build /app/payments/dist/sandbox payments/dist/sandbox
COPY --from=build /app/local/dist local/dist
COPY --from=build /app/operations/dist operations/dist
USER 1000:1000
ENTRYPOINT ["node", "--enable-source-maps", "operations/dist/src/index.js"]
