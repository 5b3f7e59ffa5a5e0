"""What one looks up while designing an API: the five steps with their tables and examples."""

GUIDE = """# API design

## 1. Identify resources

List the nouns in your domain. E-commerce, for example:

- Users
- Products
- Orders
- Payments
- Reviews

On this board: `resource orders: id, customer_id, items[], status`

## 2. Define operations

| Operation | HTTP Method | URL Pattern |
|---|---|---|
| List | GET | /resources |
| Get one | GET | /resources/{id} |
| Create | POST | /resources |
| Update | PUT/PATCH | /resources/{id} |
| Delete | DELETE | /resources/{id} |

On this board: `crud orders`, or a line each.

## 3. Design request and response formats

Request:

```json
POST /api/v1/orders
Content-Type: application/json

{
  "customer_id": "cust-123",
  "items": [
    {"product_id": "prod-456", "quantity": 2}
  ],
  "shipping_address": {
    "street": "123 Main St",
    "city": "San Francisco",
    "state": "CA",
    "zip": "94102"
  }
}
```

Response:

```json
HTTP/1.1 201 Created
Content-Type: application/json

{
  "id": "ord-789",
  "status": "pending",
  "customer_id": "cust-123",
  "items": [...],
  "total": 99.99,
  "created_at": "2024-01-15T10:30:00Z",
  "_links": {
    "self": "/api/v1/orders/ord-789",
    "customer": "/api/v1/customers/cust-123"
  }
}
```

On this board: both as above, or `POST /orders {customer_id, items[]} -> 201 Order | 400`

## 4. Handle errors consistently

```json
HTTP/1.1 400 Bad Request
Content-Type: application/json

{
  "error": {
    "code": "VALIDATION_ERROR",
    "message": "Invalid request parameters",
    "details": [
      {
        "field": "quantity",
        "message": "must be greater than 0"
      }
    ]
  },
  "request_id": "req-abc123"
}
```

| HTTP Status | Use Case |
|---|---|
| 400 | Validation errors |
| 401 | Authentication required |
| 403 | Permission denied |
| 404 | Resource not found |
| 409 | Conflict (duplicate, etc.) |
| 429 | Rate limit exceeded |
| 500 | Internal server error |

On this board: `errors envelope` for the format above, `errors problem+json` for that of RFC 9457.

## 5. Document the API

- Authentication method: `auth bearer`
- Base URL and versioning: `base https://api.example.com/v1`
- Endpoints with examples: exported as Markdown, OpenAPI and curl
- Error codes and meanings: `| 400 | 404 | 429` behind an answer
- Rate limits: `rate 100/min per user`
- Pagination format: `GET /orders?cursor=&limit= -> 200 Order[]`

The line under the drawing ticks these six.
"""
"""Markdown; what the document says in its third section, and how this board writes it."""
