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

FROM manifests AS build
RUN npm ci --ignore-scripts --no-audit --no-fund --include-workspace-root -w common -w operations
COPY . .
RUN npx tsc -b operations && find common/dist operations/dist local/dist -name '*.test.*' -delete

# Of local the commands need what has no dependencies but common; all of local is a marketplace.
FROM manifests AS dependencies
RUN npm ci --ignore-scripts --no-audit --no-fund --omit=dev -w common \
 && ln -s ../../local node_modules/@marquee/local \
 && rm package-lock.json && find node_modules -type f \
      \( -name '*.ts' -o -name '*.[cm]ts' -o -name '*.map' -o -name '*.md' \) -delete

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
COPY --from=build /app/local/dist/src/seed local/dist/src/seed
COPY --from=build /app/local/dist/src/outbox-command local/dist/src/outbox-command
COPY --from=build /app/local/dist/src/repository.js local/dist/src/repository.js
COPY --from=build /app/operations/dist operations/dist
USER 1000:1000
ENTRYPOINT ["node", "--enable-source-maps", "operations/dist/src/index.js"]
